import { expect, test } from "bun:test";
import { currentToast, dismissToast, showToast } from "./toasts.ts";

const close = () => currentToast.value && dismissToast(currentToast.value.id);

test("the newest toast is shown, and an error below it comes back", () => {
  showToast({ tone: "bad", title: "first error" });
  showToast({ tone: "ok", title: "saved" });
  showToast({ tone: "bad", title: "second error" });
  expect(currentToast.value?.title).toBe("second error");
  close();
  expect(currentToast.value?.title).toBe("first error");
  close();
  expect(currentToast.value).toBeUndefined();
});
