/** The environment without settings for Wix that the person who runs the tests may have. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("WIX_")),
);
