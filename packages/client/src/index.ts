export { type Account, type AccountOptions, createAccount } from "./account.ts";
export { createClient } from "./client.ts";
export type * from "./contract.ts";
export { createMemoryOutboxStore } from "./outbox-store.ts";
export type * from "./ports.ts";
export { placeOf } from "./standing.ts";
