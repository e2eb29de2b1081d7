import { defineConfig } from "vite";
import { compressAssets } from "./build/compress-assets.ts";
import { enforceSizeBudget } from "./build/size-budget.ts";

const server = process.env["HEARTH_DEV_SERVER"] ?? "http://127.0.0.1:4327";

const base =
  /node_modules\/(preact|@preact)\/|packages\/protocol\/src\/(limits|errors)\.ts|src\/words\/(words|format|refusal|rich|languages)\.tsx?$|src\/ui\/(classes|Icon|IconButton|Tooltip|Button|Lazy|toasts|top-layer)\.tsx?$/;

/** Small parts that come one after the other anyway, and pack better together. */
const files =
  /src\/(files\/(?!AttachButton|DropPlace|ParcelPlace|open-parcels|pane|MessageFiles)|voice\/(?!VoiceButton))|node_modules\/thumbhash\//;
const dialogs =
  /src\/(\w+\/(OpenedDialog|KeysDialog|CreateRoomDialog|EditRoomDialog|RoomPeopleDialog|InviteDialog|InviteBoard|InviteCard|AttentionDialog|room-questions|NewDirectDialog|PersonCodeDialog|BlockPerson|PeoplePicker|UnknownCommand|DeleteMessage|ForwardDialog|SaveChatDialog|MemberConfirm)|ui\/(Dialog|Confirm|use-modal))\.tsx?$/;

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: {
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom": "preact/compat",
      react: "preact/compat",
    },
  },
  build: {
    // Safari 15.4 knows private names too, but the build believes that it fails at every field of a class, and makes
    // maps of them all, 3 KB and slow. It fails at some, which tools/checks/old-devices.ts keeps out (decision 25).
    target: ["chrome109", "firefox115", "safari16"],
    cssTarget: ["chrome109", "firefox115", "safari15.4"],
    // A data: URL would need a wider Content-Security-Policy than 'self'.
    assetsInlineLimit: 0,
    // The list of what every chunk needs would stand in the first view; near by, one more round trip costs less.
    modulePreload: false,
    // One sheet is 7 KB smaller than thirty, and nothing is ever drawn before its looks are there.
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every part stands on is one file: cut by who uses what, it would be a dozen that pack worse.
        codeSplitting: {
          groups: [
            { name: "base", test: base },
            // Without what they import: the first view has parts of that.
            { name: "files", test: files, includeDependenciesRecursively: false },
            { name: "dialogs", test: dialogs, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  plugins: [enforceSizeBudget(), compressAssets()],
  server: {
    proxy: {
      "/api": { target: server },
      "/socket": { target: server, ws: true },
    },
  },
});
