import type { CommunityCard, FeedChange, Invitation, RoomId, UserCard, Welcome } from "@hearth/protocol";
import { signal } from "@preact/signals-core";
import type { Me } from "./contract.ts";

/** Who I am, where, and what I am invited to. */
export class Standing {
  readonly me = signal<Me | null>(null);
  readonly community = signal<CommunityCard | null>(null);
  readonly hasOwner = signal(false);
  readonly hereCount = signal(0);
  readonly invitations = signal<readonly Invitation[]>([]);

  reopen({ user, community, hasOwner, invitations }: Welcome): void {
    this.me.value = user;
    this.community.value = community;
    this.hasOwner.value = hasOwner;
    this.hereCount.value = community.here;
    this.invitations.value = invitations;
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
      case "role.changed":
        if (change.role === "owner") this.hasOwner.value = true;
        return this.#change({ role: change.role });
      default:
        return;
    }
  }

  noteCard(card: UserCard): void {
    if (card.id === this.me.peek()?.id) this.#change(card);
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
