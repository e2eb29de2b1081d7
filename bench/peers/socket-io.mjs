// socket-io.mjs PORT FRAME_BYTES: the same with Socket.IO.
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, frameBytes] = process.argv.slice(2).map(Number);
const http = createServer();
// What it asks of each connection every 25 s would be counted as a difference between them.
const io = new Server(http, { transports: ["websocket"], pingInterval: 3_600_000 });
const envelopeBytes = '42["message",""]'.length + 4;

io.on("connection", (socket) => {
  socket.on("message", (text) => io.emit("message", text.padEnd(frameBytes - envelopeBytes, ".")));
});
http.listen(port, "127.0.0.1");
