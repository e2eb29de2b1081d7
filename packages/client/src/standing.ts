import type {
  CommunityCard,
  FeedChange,
  Invitation,
  RoomId,
  Seq,
  UserCard,
  UserId,
  Welcome,
} from "@hearth/protocol";
import { signal } from "@preact/signals-core";
import type { Me, Place } from "./contract.ts";

/** Who I am, where, and what I am invited to. */
export class Standing {
  readonly me = signal<Me | null>(null);
  readonly community = signal<CommunityCard | null>(null);
  readonly hasOwner = signal(false);
  readonly hereCount = signal(0);
  readonly invitations = signal<readonly Invitation[]>([]);
  readonly blocked = signal<ReadonlySet<UserId>>(new Set());
  readonly saved = signal<ReadonlySet<string>>(new Set());

  reopen({ user, community, hasOwner, invitations, blocked, saved }: Welcome): void {
    this.me.value = user;
    this.community.value = community;
    this.hasOwner.value = hasOwner;
    this.hereCount.value = community.here;
    this.invitations.value = invitations;
    this.blocked.value = new Set(blocked);
    this.saved.value = new Set(saved.map(placeOf));
  }

  /** What my feed says about me; rooms and read marks are kept elsewhere. */
  take(change: FeedChange): void {
    switch (change.type) {
      case "invitation.added":
        this.dropInvitation(change.invitation.room);
        this.invitations.value = [...this.invitations.peek(), change.invitation];
        return;
      case "invitation.removed":
      case "room.added":
        return this.dropInvitation(change.room);
      case "block.changed":
        this.blocked.value = toggle(this.blocked.peek(), change.user, change.on);
        return;
      case "saved.changed":
        this.saved.value = toggle(this.saved.peek(), placeOf(change), change.on);
        return;
      case "privacy.changed":
        return this.#change({ hidesLastSeen: change.hidesLastSeen });
      case "role.changed":
        if (change.role === "owner") this.hasOwner.value = true;
        return this.#change({ role: change.role });
      default:
        return;
    }
  }

  noteCard(card: UserCard): void {
    const me = this.me.peek();
    if (!me || card.id !== me.id) return;
    // A card without a status says that there is none.
    const { status: _, ...rest } = me;
    this.me.value = { ...rest, ...card };
  }

  notePassword(hasPassword: boolean): void {
    this.#change({ hasPassword });
  }

  dropInvitation(room: RoomId): void {
    this.invitations.value = this.invitations.peek().filter((one) => one.room !== room);
  }

  #change(fields: Partial<Me>): void {
    const me = this.me.peek();
    if (me) this.me.value = { ...me, ...fields };
  }
}

/** One string per message, for sets of them. */
export function placeOf({ room, seq }: { readonly room: RoomId; readonly seq: Seq }): Place {
  return `${room}/${seq}`;
}

function toggle<T>(set: ReadonlySet<T>, one: T, isIn: boolean): ReadonlySet<T> {
  const changed = new Set(set);
  if (isIn) changed.add(one);
  else changed.delete(one);
  return changed;
}
