/** HELP, by topic in lower case. */
export const helpTopics: Readonly<Record<string, readonly string[]>> = {
  "": [
    "Commands of this server",
    "JOIN #room           come into a room, or make it",
    "PART #room           leave it",
    "PRIVMSG #room :text  say something (most clients do that by themselves)",
    "LIST                 show the public rooms",
    "NAMES #room          show who is there",
    "TOPIC #room :text    say what a room is about",
    "REGISTER * * :password  keep your nickname for good",
    "HELP command         more on one of them",
  ],
  join: ["JOIN #room [key]", "Comes into a room. A name that nobody has becomes a new public room of yours."],
  part: ["PART #room [:why]", "Leaves a room."],
  privmsg: ["PRIVMSG target :text", "Says something in a room (#room) or to one person (nick)."],
  list: ["LIST [mask]", "Shows the public rooms; >5 and <5 ask for more or fewer people."],
  names: ["NAMES #room", "Shows who is in a room."],
  topic: ["TOPIC #room [:text]", "Shows or sets what a room is about."],
  register: ["REGISTER * * :password", "Makes an account with your nickname. Sign in with it by SASL."],
  nick: ["NICK name", "Changes your nickname."],
  quit: ["QUIT [:why]", "Says good-bye."],
};
