import { ensureEngine } from "../../engine/ensure.ts";

/** Before the first engine test: on a machine that has no engine this takes minutes, which no test's time-out allows. */
export default async function setUpEngine(): Promise<void> {
  await ensureEngine();
}
