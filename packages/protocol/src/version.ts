/** Version of the protocol a hello names; the server answers other majors with `version_unsupported`. */
export const protocolVersion = 1;
