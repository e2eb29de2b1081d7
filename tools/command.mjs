import { spawn } from "node:child_process";
import { constants } from "node:os";

const isWindows = process.platform === "win32";
const running = new Set();

/**
 * Runs a command in a process group of its own and keeps what it prints.
 * Whatever is left of the group when it ends, or when its time is over, is ended too.
 */
export function runCaptured(command, args, { timeLimitMs = 600_000, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: !isWindows,
      ...options,
    });
    running.add(child);
    let output = "";
    const keep = (text) => {
      output += text;
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", keep);
    const limit = setTimeout(() => {
      keep(`\nStopped: it took longer than ${timeLimitMs / 1000} s.\n`);
      killGroup(child);
    }, timeLimitMs);
    child.on("error", (error) => keep(`${error.message}\n`));
    // `exit` comes before `close`: a survivor that holds the pipes open would delay `close` for ever.
    child.on("exit", () => killGroup(child));
    child.on("close", (code) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

function killGroup(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(isWindows ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

/** An interrupted run leaves no process behind. */
export function endCommandsOnSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      for (const child of running) killGroup(child);
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** Runs a command on this terminal, hands it our signals, and resolves with its exit code. */
export function runInForeground(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    const stopHanding = handSignals(child);
    const stopWatching = endWithParent(child);
    child.on("error", (error) => {
      // Ended by us, through the `signal` option: its exit follows.
      if (error.name === "AbortError") return;
      console.error(error.message);
      stopHanding();
      stopWatching();
      resolve(1);
    });
    child.on("exit", (code, signal) => {
      stopHanding();
      stopWatching();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** A terminal sends Ctrl+C and hang-up to the child by itself: handing them on would make it twice. */
function handSignals(child) {
  const byTerminal = process.stdin.isTTY ? ["SIGINT", "SIGHUP"] : [];
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
    const handler = () => byTerminal.includes(signal) || child.kill(signal);
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const stop of handlers) stop();
  };
}

/** npm hands SIGTERM to its shell, which ends without telling us: that our parent is gone is all we see of it. */
function endWithParent(child) {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    child.kill("SIGTERM");
  }, 200);
  return () => clearInterval(look);
}
