// ws.mjs PORT FRAME_BYTES: a chat as one writes it with `ws` in an afternoon. Its frames are padded to the size of the
// frames that the server beside it sends.
import { WebSocketServer } from "ws";

const [port, frameBytes] = process.argv.slice(2).map(Number);
const server = new WebSocketServer({ host: "127.0.0.1", port, path: "/socket" });

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const { t, c } = JSON.parse(data.toString());
    const bare = JSON.stringify({ t, c, pad: "" });
    const text = JSON.stringify({ t, c, pad: ".".repeat(Math.max(0, frameBytes - 4 - bare.length)) });
    for (const client of server.clients) if (client.readyState === client.OPEN) client.send(text);
  });
});
