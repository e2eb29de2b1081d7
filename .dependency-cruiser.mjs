// Imports go one way: protocol <- client <- web, terminal; protocol <- core <- doors, stores, bus <- main.ts.
// ARCHITECTURE.md says why. `npm test` plants one break of every rule and demands that it is reported.
const tests = "\\.(test|story|browser)\\.tsx?$|^(apps|packages)/[^/]+/test/";
const server = "^apps/server/src/";

export default {
  forbidden: [
    {
      name: "protocol-stands-alone",
      comment: "The protocol package knows nobody else of this project.",
      from: { path: "^packages/protocol/src/", pathNot: tests },
      to: { path: "^(apps|packages|tools|bench)/", pathNot: "^packages/protocol/src/" },
    },
    {
      name: "client-sees-protocol",
      comment: "The client package stands on the protocol alone.",
      from: { path: "^packages/client/src/", pathNot: tests },
      to: { path: "^(apps|packages|tools|bench)/", pathNot: "^packages/(client|protocol)/src/" },
    },
    {
      name: "app-sees-client",
      comment:
        "The browser app and the terminal stand on client and protocol; they never see the server or each other.",
      from: { path: "^apps/(web|terminal)/src/", pathNot: tests },
      to: {
        path: "^(apps|packages|tools|bench)/",
        pathNot: "^(apps/$1|packages/client/src|packages/protocol/src)/",
      },
    },
    {
      name: "core-sees-protocol",
      comment: "Core stands on the protocol; doors, stores, buses and the machine come to it through ports.",
      from: { path: `${server}core/`, pathNot: tests },
      to: { path: "^(apps|packages|tools|bench)/", pathNot: `${server}core/|^packages/protocol/src/` },
    },
    {
      name: "door-sees-core",
      comment: "A door never sees a store, a bus, another door, or the files that put the server together.",
      from: { path: `${server}doors/([^/]+)/`, pathNot: tests },
      to: {
        path: "^(apps|packages|tools|bench)/",
        pathNot: `${server}(core|doors/$1)/|${server}doors/[^/]+\\.ts$|^packages/protocol/src/`,
      },
    },
    {
      name: "store-sees-core",
      comment:
        "A store never sees a door, a bus, another store, or the files that put the server together. " +
        "A worker thread has no ports: it may take their implementations, which stand beside main.ts.",
      from: { path: `${server}stores/([^/]+)/`, pathNot: tests },
      to: {
        path: "^(apps|packages|tools|bench)/",
        pathNot: `${server}(core|stores/$1)/|${server}(stores/)?(?!main|config)[^/]+\\.ts$|^packages/protocol/src/`,
      },
    },
    {
      name: "bus-sees-core",
      comment: "A bus never sees a door, a store, or the files that put the server together.",
      from: { path: `${server}bus/`, pathNot: tests },
      to: { path: "^(apps|packages|tools|bench)/", pathNot: `${server}(core|bus)/|^packages/protocol/src/` },
    },
    {
      name: "no-machine-inside",
      comment:
        "Protocol, client, core and the apps' own screens use no runtime API: it comes through a port.",
      from: { path: `^packages/(protocol|client)/src/|${server}core/|^apps/web/src/`, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-test-in-program",
      comment: "The program never imports a test or what only tests use.",
      from: { path: "^(apps|packages)/[^/]+/src/", pathNot: tests },
      to: { path: `${tests}|^tools/` },
    },
    {
      name: "declared",
      comment: "What a workspace imports stands in its package.json (or the root's).",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "resolvable",
      comment: "An import that cannot be found escapes every other rule.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^bun(:|$)" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    builtInModules: { add: ["bun", "bun:test", "bun:sqlite", "bun:ffi", "bun:jsc"] },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(node_modules|dist)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
