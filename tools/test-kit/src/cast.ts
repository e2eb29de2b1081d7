/** The people of our tests, so that a test reads like a story. Their names share no look-alikes. */
export const cast = {
  /** A teacher: owns the community once she claimed it. */
  ananya: "Ananya",
  /** A moderator where one is needed. */
  ravi: "Ravi",
  /** Students. */
  meera: "Meera",
  chidi: "Chidi",
  lin: "Lin",
  sofia: "Sofía",
  /** Never a member of what the others do: proves that an outsider exists. */
  zahra: "Zahra",
} as const;
