// Makes an object throw on every member it does not have: what the stand-in lacks must fail loudly, not answer undefined.

/** The same object; reading anything else of it throws. Symbols and `then` are asked for by the language itself. */
export function only<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') return Reflect.get(target, key, receiver) as unknown;
      throw new Error(`the stand-in for electron has no ${name}.${key}`);
    },
  });
}
