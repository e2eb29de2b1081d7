/** What the host set for the IRC door; see docs/configuration.md. */
export interface IrcOptions {
  readonly serverName: string;
  readonly networkName: string;
  /** PASS; `null`: open. */
  readonly password: string | null;
  /** `owned`: a nick like a person's name needs that person's sign-in. */
  readonly nickPolicy: "owned" | "free";
  /** Lines of the message of the day; `null`: none. */
  readonly motd: readonly string[] | null;
  readonly opers: readonly Oper[];
  readonly limits: {
    readonly nickLength: number;
    readonly channelLength: number;
    readonly topicLength: number;
    readonly kickLength: number;
    readonly awayLength: number;
    readonly monitor: number;
    readonly whowas: number;
    readonly multilineMaxBytes: number;
    readonly multilineMaxLines: number;
    /** Connections from one address; `null`: any number. */
    readonly perAddress: number | null;
  };
  readonly metadata: {
    readonly enabled: boolean;
    readonly maxKeys: number;
    readonly maxSubs: number;
    readonly maxValueBytes: number;
  };
  readonly accounts: {
    readonly registration: "open" | "closed";
    readonly registerBeforeConnect: boolean;
    readonly emailRequired: boolean;
    readonly maxPasswordBytes: number;
  };
  readonly history: {
    readonly enabled: boolean;
    /** In one answer. */
    readonly maxMessages: number;
    readonly deleteOwn: boolean;
  };
  readonly guests: boolean;
  readonly version: string;
  /** Where the web app is, for pointing people to what IRC cannot show. */
  readonly webAddress: () => string;
  /** IRCv3 STS: the port of TLS to go to, once its certificate is trusted; `null`: say nothing. */
  readonly sts: { readonly port: number; readonly durationSeconds: number } | null;
}

/** A name with which a host signs in by OPER. */
export interface Oper {
  readonly name: string;
  readonly password?: string | undefined;
  readonly passwordHash?: string | undefined;
}
