import { HIDDEN_KEY } from "../../provider/src/program/hidden.ts";
import type { Outcome } from "../harness/engine/engine.ts";
import { secretsIn, withSecretsHidden } from "../harness/engine/values.ts";
import { SECRET } from "./declarations.ts";
import { Violation } from "./violation.ts";

/** What is hidden may hold what an argument holds, so it is sealed as soon as one of them is. */
const showsHidden = ({ inputs, outputs }: Outcome["state"]["resources"][number]): boolean =>
  secretsIn(inputs).length > 0 && HIDDEN_KEY in outputs && secretsIn(outputs[HIDDEN_KEY]).length === 0;

/** @throws Violation where a secret value stands in clear in the state, in an error or in a message */
export const judgeSecrets = ({ state, errors }: Outcome, lines: readonly string[]): void => {
  const inState = state.resources.find(resource =>
    JSON.stringify(withSecretsHidden([resource.inputs, resource.outputs])).includes(SECRET),
  );
  if (inState !== undefined) throw new Violation("a secret stands in clear in the state", inState.urn);
  const open = state.resources.find(showsHidden);
  if (open !== undefined) throw new Violation("what is hidden stands in clear beside a secret", open.urn);
  const told = [...lines, ...errors.map(({ message }) => message)].find(line => line.includes(SECRET));
  if (told !== undefined) throw new Violation("a secret is told", told);
};
