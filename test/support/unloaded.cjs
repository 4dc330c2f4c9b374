/** In the place of a module that no unit test uses: see `jest.config.cjs`. */
module.exports = {};
