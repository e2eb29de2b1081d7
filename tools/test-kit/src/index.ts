export * from "./cast.ts";
export * from "./certificate.ts";
export * from "./clock.ts";
export * from "./corpus.ts";
export * from "./inbox.ts";
export * from "./make-frame.ts";
export * from "./socket-pair.ts";
export * from "./start-process.ts";
