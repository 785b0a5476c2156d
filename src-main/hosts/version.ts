// Which Galley this is: the number in package.json, from sources and in the bundle alike.
import packageFile from '../../package.json' with { type: 'json' };

/** "1.2.3" */
export const version: string = packageFile.version;
