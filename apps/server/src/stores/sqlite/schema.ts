/**
 * The schema, as steps. A step that was released is frozen: it is never edited, later ones follow.
 * `user_version` of the file says how many were applied.
 *
 * `users.key` and `rooms.key` are small integers that the log uses instead of 36-character ids: a million
 * messages take about half the space.
 */
export const steps: readonly string[] = [
  `
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE users (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    name_fold TEXT NOT NULL,
    nick TEXT NOT NULL,
    nick_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT,
    created_at_ms INTEGER NOT NULL,
    last_seen_at_ms INTEGER NOT NULL,
    feed_seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX users_order ON users (name_fold, id);
  CREATE INDEX users_role ON users (role) WHERE role <> 'member';

  CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    last_seen_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX devices_user ON devices (user);

  CREATE TABLE codes (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL, user TEXT, expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE rooms (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    created_by TEXT,
    created_at_ms INTEGER NOT NULL,
    archived_at_ms INTEGER,
    direct_key TEXT UNIQUE,
    member_count INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    last_n INTEGER NOT NULL,
    first_seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX rooms_public ON rooms (title_key, id) WHERE kind = 'public' AND archived_at_ms IS NULL;

  CREATE TABLE members (
    room TEXT NOT NULL,
    user TEXT NOT NULL,
    role TEXT NOT NULL,
    joined_at_ms INTEGER NOT NULL,
    read_seq INTEGER NOT NULL,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_user ON members (user, room);
  CREATE INDEX members_order ON members (room, role DESC, joined_at_ms, user);

  CREATE TABLE invitations (
    room TEXT NOT NULL, user TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invitations_user ON invitations (user);

  CREATE TABLE bans (
    room TEXT NOT NULL, user TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE connections (
    session TEXT PRIMARY KEY,
    user TEXT,
    name TEXT,
    device TEXT,
    address TEXT NOT NULL,
    client TEXT NOT NULL,
    door TEXT NOT NULL,
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    note TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX connections_order ON connections (opened_at_ms DESC, session);

  CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    author INTEGER,
    guest TEXT,
    at_ms INTEGER NOT NULL,
    target INTEGER,
    detail TEXT,
    n INTEGER,
    client_id TEXT,
    body TEXT,
    reply_to INTEGER,
    thread_root INTEGER,
    also_in_room INTEGER NOT NULL DEFAULT 0,
    edited_at_ms INTEGER,
    deleted_at_ms INTEGER,
    deleted_by TEXT,
    pinned INTEGER NOT NULL DEFAULT 0,
    replies INTEGER NOT NULL DEFAULT 0,
    last_reply_at_ms INTEGER,
    UNIQUE (room, seq)
  ) STRICT;
  CREATE UNIQUE INDEX events_client ON events (room, client_id, author) WHERE client_id IS NOT NULL;
  CREATE INDEX events_shown ON events (room, seq, author, deleted_at_ms)
    WHERE n IS NOT NULL AND (thread_root IS NULL OR also_in_room = 1);
  CREATE INDEX events_thread ON events (room, thread_root, seq) WHERE thread_root IS NOT NULL;
  CREATE INDEX events_notices ON events (room, seq) WHERE n IS NULL AND target IS NULL;
  CREATE INDEX events_pinned ON events (room, seq) WHERE pinned = 1;

  CREATE TABLE reactions (
    room TEXT NOT NULL, seq INTEGER NOT NULL, emoji TEXT NOT NULL, user TEXT NOT NULL, at_ms INTEGER NOT NULL,
    PRIMARY KEY (room, seq, emoji, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE feed (
    user TEXT NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, change TEXT NOT NULL, PRIMARY KEY (user, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE guests (
    room TEXT NOT NULL, guest TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, joined_at_ms INTEGER NOT NULL,
    PRIMARY KEY (room, guest)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX guests_guest ON guests (guest, room);

  CREATE TABLE rules (
    room TEXT PRIMARY KEY,
    join_key TEXT,
    member_limit INTEGER,
    unlisted INTEGER NOT NULL,
    invite_only INTEGER NOT NULL,
    read_only INTEGER NOT NULL,
    topic_open INTEGER NOT NULL,
    outsiders_write INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE speakers (room TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (room, person)) STRICT, WITHOUT ROWID;

  CREATE TABLE logins (user TEXT PRIMARY KEY, scram TEXT) STRICT, WITHOUT ROWID;
  `,
  // Terms: see search/terms.ts. Without its content the index is half as large; `secure-delete` takes erased
  // words out of its pages at once.
  `
  CREATE VIRTUAL TABLE search USING fts5 (
    text, content = '', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' tokenchars ':'"
  );
  INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
  CREATE VIRTUAL TABLE search_words USING fts5vocab (search, row);
  `,
  `
  CREATE TABLE uploads (
    id TEXT PRIMARY KEY, user TEXT NOT NULL, bytes INTEGER NOT NULL, hash TEXT, created_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX uploads_order ON uploads (created_at_ms, id);

  CREATE TABLE files (
    room TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, bytes INTEGER NOT NULL,
    user TEXT NOT NULL, PRIMARY KEY (room, seq, n)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE blobs (hash TEXT PRIMARY KEY, bytes INTEGER NOT NULL, refs INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX blobs_unused ON blobs (hash) WHERE refs = 0;

  CREATE TABLE usages (
    owner TEXT PRIMARY KEY, bytes INTEGER NOT NULL, uploads INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE attention (
    room TEXT NOT NULL, user TEXT NOT NULL, level TEXT, muted INTEGER NOT NULL, unread_from INTEGER,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mentions (
    room TEXT NOT NULL, seq INTEGER NOT NULL, who TEXT NOT NULL, author TEXT NOT NULL, at_ms INTEGER NOT NULL,
    PRIMARY KEY (room, seq, who)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mentions_room ON mentions (room, who, seq);
  CREATE INDEX mentions_who ON mentions (who, at_ms, room, seq);

  CREATE TABLE saved (
    user TEXT NOT NULL, room TEXT NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL,
    PRIMARY KEY (user, room, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX saved_order ON saved (user, at_ms, room, seq);
  CREATE INDEX saved_message ON saved (room, seq);

  CREATE TABLE blocks (
    user TEXT NOT NULL, blocked TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (user, blocked)
  ) STRICT, WITHOUT ROWID;
  `,
  // Whoever began a thread or answered in one follows it from now on; nothing in it is new.
  `
  CREATE TABLE follows (
    room TEXT NOT NULL, user TEXT NOT NULL, root INTEGER NOT NULL, following INTEGER NOT NULL,
    read_seq INTEGER NOT NULL, PRIMARY KEY (room, user, root)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX follows_user ON follows (user, room, root);

  INSERT INTO follows (room, user, root, following, read_seq)
  SELECT DISTINCT rooms.id, users.id, e.thread_root, 1, rooms.last_seq
  FROM events e
    JOIN events root ON root.room = e.room AND root.seq = e.thread_root
    JOIN rooms ON rooms.key = e.room
    JOIN users ON users.key = e.author OR users.key = root.author
    JOIN members ON members.room = rooms.id AND members.user = users.id
  WHERE e.thread_root IS NOT NULL AND e.deleted_at_ms IS NULL;
  `,
  `
  ALTER TABLE users ADD COLUMN status TEXT NOT NULL DEFAULT '';
  ALTER TABLE users ADD COLUMN hides_last_seen INTEGER NOT NULL DEFAULT 0;
  `,
  `
  ALTER TABLE users ADD COLUMN gone_at_ms INTEGER;
  ALTER TABLE users ADD COLUMN erase_from TEXT;
  CREATE INDEX users_leaving ON users (id) WHERE erase_from IS NOT NULL;
  CREATE INDEX reactions_user ON reactions (user);
  `,
  // How far the search index has come: see search/search-index.ts. Until now every message was in it.
  `
  INSERT INTO settings (key, value) SELECT 'searchIndexedUpTo', coalesce(max(key), 0) FROM events;
  `,
];
