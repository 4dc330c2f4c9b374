import { isInitFailed, type Properties, type Provider } from "./shell.ts";
import { annotated, plain } from "./values.ts";

/** A provider that knows neither secrets nor previews. */
export interface PlainProvider extends Pick<Provider, "check" | "diff" | "delete"> {
  create(inputs: Properties): ReturnType<Provider["create"]>;
  read(id: string, properties: Properties): ReturnType<Provider["read"]>;
  update(id: string, olds: Properties, news: Properties): ReturnType<Provider["update"]>;
}

const markedAgain = (error: unknown, sent: Properties): unknown =>
  isInitFailed(error) ? Object.assign(error, { properties: annotated(error.properties, sent) }) : error;

/**
 * What an engine does for such a provider: it takes the marks of secrets off, puts them back by their place, and takes what
 * is declared for what a preview would come to.
 */
export const keepingMarks = (provider: PlainProvider): Provider => ({
  check: async (olds, news) => {
    const { inputs, failures } = await provider.check(plain(olds), plain(news));
    return { inputs: annotated(inputs, news), failures };
  },
  diff: (id, olds, news) => provider.diff(id, plain(olds), plain(news)),
  create: async (inputs, preview) => {
    if (preview) return { id: "", outputs: inputs };
    try {
      const { id, outputs } = await provider.create(plain(inputs));
      return { id, outputs: annotated(outputs, inputs) };
    } catch (error) {
      throw markedAgain(error, inputs);
    }
  },
  read: async (id, properties, inputs) => {
    const found = await provider.read(id, plain(properties));
    return {
      id: found.id,
      outputs: annotated(found.outputs, properties),
      ...(found.inputs !== undefined && { inputs: annotated(found.inputs, inputs) }),
    };
  },
  update: async (id, olds, news, preview) => {
    if (preview) return { outputs: news };
    try {
      return { outputs: annotated((await provider.update(id, plain(olds), plain(news))).outputs, news) };
    } catch (error) {
      throw markedAgain(error, news);
    }
  },
  delete: (id, properties) => provider.delete(id, plain(properties)),
});
