/** Marks on values as they cross between an engine and a provider; both are part of Pulumi's wire protocol. */
import type { Properties, Reference } from "./shell.ts";

/** What stands in place of a value that is not known yet, in previews. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

type Map = Record<string, unknown>;

const isMap = (value: unknown): value is Map =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const secret = (value: unknown): Map => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });

const isSecret = (value: unknown): value is { value: unknown } => isMap(value) && SIGNATURE_KEY in value;

const isReference = (value: unknown): value is Reference => isMap(value) && "$of" in value;

/** The value without its marks, as a provider that does not accept secrets gets it. */
export const withoutSecrets = (value: unknown): unknown => {
  if (isSecret(value)) return withoutSecrets(value.value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter(key => value[key] !== undefined)
      .map(key => [key, withoutSecrets(value[key])]),
  );
};

/** As a provider gets them, in copies: an engine sends keys in order, and nothing that is undefined. */
export const plain = (properties: Properties): Map => withoutSecrets(properties) as Map;

/** Marks in what a provider answered the values that were secret, by their place, in what it was sent. */
export const annotated = (answered: Properties, sent: Properties): Properties =>
  Object.fromEntries(
    Object.entries(answered).map(([key, value]) => {
      const was = sent[key];
      if (isSecret(was) && !isSecret(value)) return [key, secret(value)];
      return [key, isMap(was) && isMap(value) && !isSecret(value) ? annotated(value, was) : value];
    }),
  );

/** As a state shows it to those who cannot decrypt it. */
export const withSecretsHidden = (value: unknown): unknown => {
  if (isSecret(value)) return "[secret]";
  if (Array.isArray(value)) return value.map(withSecretsHidden);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withSecretsHidden(one)]));
};

/** Every value that is marked as secret. */
export const secretsIn = (value: unknown): unknown[] => {
  if (isSecret(value)) return [value.value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : [];
};

/** The places in the program that the value refers to. */
export const referencesIn = (value: unknown): number[] => {
  if (isReference(value)) return [value.$of];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
};

/** @param outputOf the value of an output, or {@link UNKNOWN} */
export const resolved = (value: unknown, outputOf: (reference: Reference) => unknown): unknown => {
  if (isReference(value)) return outputOf(value);
  if (Array.isArray(value)) return value.map(one => resolved(one, outputOf));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, outputOf)]));
};

/** @returns undefined where there is nothing on the way */
export const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null ? withoutSecrets((inner as Map)[String(step)]) : undefined,
    withoutSecrets(value),
  );
