import type { Outcome } from "../harness/engine/engine.ts";
import { withSecretsHidden } from "../harness/engine/values.ts";
import { SECRET } from "./declarations.ts";
import { Violation } from "./violation.ts";

/** @throws Violation where a secret value stands in clear in the state, in an error or in a message */
export const judgeSecrets = ({ state, errors }: Outcome, lines: readonly string[]): void => {
  const inState = state.resources.find(resource =>
    JSON.stringify(withSecretsHidden([resource.inputs, resource.outputs])).includes(SECRET),
  );
  if (inState !== undefined) throw new Violation("a secret stands in clear in the state", inState.urn);
  const told = [...lines, ...errors.map(({ message }) => message)].find(line => line.includes(SECRET));
  if (told !== undefined) throw new Violation("a secret is told", told);
};
