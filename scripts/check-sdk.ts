/* Checks that the committed SDKs belong to the committed schema and generator, without running Go. */
import { faultsOf, readStamp } from "./sdk/stamp.ts";

const faults = faultsOf(readStamp());
for (const fault of faults) process.stderr.write(`${fault}; run npm run sdk\n`);
if (faults.length > 0) process.exitCode = 1;
