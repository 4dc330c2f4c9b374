/*
 * What a program declares, before the engine gets to it.
 *
 * An update may run before the check of a resource that depends on it, and with --target most checks are not called at
 * all. But the constructors that run in one go have all run before the first registration is sent, so each resource
 * can tell the provider who else declares something in the same zone. What is only known later is left out.
 */
import type { Announced } from "./hidden";

const announced = new Map<string, Announced[]>();
const texts = new Map<string, { count: number; text: string }>();

/** Lets the rest of the program's constructors run. */
const afterConstructors = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

const textOf = (scope: string, resources: readonly Announced[]): string => {
  const known = texts.get(scope);
  if (known?.count === resources.length) return known.text;
  const text = JSON.stringify(resources);
  texts.set(scope, { count: resources.length, text });
  return text;
};

/**
 * Announces a resource to the others of its scope.
 * @param scope what they share, e.g. the name of a zone
 * @returns once all that runs in one go was announced, the text of the whole scope; undefined where it is the only one
 */
export const announce = async (scope: string, resource: Announced): Promise<string | undefined> => {
  const resources = announced.get(scope) ?? [];
  announced.set(scope, resources);
  resources.push(resource);
  await afterConstructors();
  return resources.length > 1 ? textOf(scope, resources) : undefined;
};
