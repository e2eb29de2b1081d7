import { createLocalBus } from "../src/bus/local.ts";
import type { Bus, BusMessage } from "../src/core/ports.ts";

/** A bus that loses what a test tells it to lose. */
export function createLossyBus(): Bus & { lose: (message: BusMessage) => boolean } {
  const inner = createLocalBus();
  const bus = {
    ...inner,
    lose: (_message: BusMessage): boolean => false,
    publish(messages: readonly BusMessage[]): void {
      inner.publish(messages.filter((message) => !bus.lose(message)));
    },
  };
  return bus;
}
