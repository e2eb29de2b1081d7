import { Refusal } from "@hearth/protocol";
import type { Call, CommandTable } from "../call.ts";
import { signIn } from "../standing/sign-in.ts";
import { needNick } from "../standing/welcome.ts";
import { byteLength } from "../wire/names.ts";
import { callerOf } from "./sasl.ts";

/** IRCv3 draft/account-registration. */
export const accountCommands: CommandTable = {
  REGISTER: { least: 3, when: "always", run: register },
  VERIFY: { least: 2, when: "always", run: verify },
};

async function register(call: Call): Promise<void> {
  const { irc, client, params } = call;
  const { accounts, nickPolicy } = irc.options;
  const [wanted = "*", email = "*", password = ""] = params;
  const name = wanted === "*" ? (client.askedNick ?? client.nick) : wanted;
  const fail = (code: string, text: string): void => client.fail("FAIL", "REGISTER", code, name, text);
  if (accounts.registration !== "open")
    return fail("TEMPORARILY_UNAVAILABLE", "Accounts cannot be registered here");
  if (!client.isRegistered && !accounts.registerBeforeConnect)
    return fail("COMPLETE_CONNECTION_REQUIRED", "Finish connecting before you register");
  if (client.login) return fail("ALREADY_AUTHENTICATED", "You are signed in already");
  if (name === "*") return fail("NEED_NICK", "Choose a nickname first");
  if (!irc.people.isFree(name, client)) return fail("ACCOUNT_EXISTS", "Somebody bears that name now");
  if (accounts.emailRequired && !/^[^@\s]+@[^@\s]+$/u.test(email))
    return fail("INVALID_EMAIL", "An e-mail address is asked for");
  if (password === "" || byteLength(password) > accounts.maxPasswordBytes)
    return fail("UNACCEPTABLE_PASSWORD", "That password is too long");
  if (nickPolicy === "owned" && !client.isRegistered) await needNick(irc, client, name);
  await create(call, name, password);
}

async function create({ irc, client }: Call, name: string, password: string): Promise<void> {
  try {
    const user = await irc.core.accounts.register(callerOf(client), name, password, client.id);
    irc.core.guests.release(client.id);
    client.reply({
      source: irc.options.serverName,
      command: "REGISTER",
      params: ["SUCCESS", user.name, "Account created. You are signed in"],
    });
    await signIn(irc, client, user);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = codeOf(error);
    client.fail("FAIL", "REGISTER", code, name, sentences[code]);
  }
}

const sentences = {
  ACCOUNT_EXISTS: "That name belongs to someone",
  UNACCEPTABLE_PASSWORD: "That password cannot be used",
  TEMPORARILY_UNAVAILABLE: "Too many names are being registered. Wait a little",
} as const;

function codeOf(refusal: Refusal): keyof typeof sentences {
  if (refusal.reason === "name_taken") return "ACCOUNT_EXISTS";
  return refusal.code === "rate_limited" ? "TEMPORARILY_UNAVAILABLE" : "UNACCEPTABLE_PASSWORD";
}

/** Hearth sends no e-mail, so there is never anything to verify. */
function verify({ client, params }: Call): void {
  const [name = "*"] = params;
  if (client.login) client.fail("FAIL", "VERIFY", "ALREADY_AUTHENTICATED", name, "You are signed in already");
  else client.fail("FAIL", "VERIFY", "INVALID_CODE", name, "There is nothing to verify");
}
