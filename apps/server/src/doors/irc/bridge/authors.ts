import type { Author, UserId } from "@hearth/protocol";
import type { Irc, IrcAuthors } from "../contract.ts";
import type { Face } from "../faces.ts";

/** People who are not here, kept for a while because they wrote. */
const maxKept = 1_000;

/** Under which nick what somebody wrote is told. */
export class Authors implements IrcAuthors {
  readonly #irc: Irc;
  readonly #absent = new Map<UserId, Face>();

  constructor(irc: Irc) {
    this.#irc = irc;
  }

  isKnown(author: Author): boolean {
    if ("guest" in author) return true;
    return this.#irc.people.facesOf(author.user).length > 0 || this.#absent.has(author.user);
  }

  async load(author: Author): Promise<void> {
    if ("guest" in author || this.isKnown(author)) return;
    const user = await this.#irc.core.lookups.user(author.user);
    if (!user) return;
    if (this.#absent.size >= maxKept) this.#absent.clear();
    this.#absent.set(user.id, this.#irc.people.createFace(user, null));
  }

  /** The connection that is doing it, else any, else the person as the web knows them. */
  faceOf(author: Author): Face {
    const { people, acting, options } = this.#irc;
    const person = "user" in author ? author.user : author.guest;
    const face = acting.get(person) ?? people.facesOf(person)[0];
    if (face) return face;
    const absent = "user" in author ? this.#absent.get(author.user) : undefined;
    if (absent) return absent;
    const nick = "guest" in author ? author.name : "someone";
    return {
      person,
      nick: nick === "" ? "guest" : nick,
      user: "guest",
      host: options.serverName,
      realname: nick,
      account: null,
      away: null,
      isBot: false,
      isOper: false,
      client: null,
    };
  }

  /** After a rename. */
  forget(user: UserId): void {
    this.#absent.delete(user);
  }
}
