import { writeFileSync } from "node:fs";
import { formatConfigDocs } from "../config.ts";

writeFileSync(new URL("../../../../docs/configuration.md", import.meta.url), formatConfigDocs());
