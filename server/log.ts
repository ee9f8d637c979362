import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** JSON log on standard output; never party names, tokens or passwords. */
export function createLogger(level: string): Logger {
	return pino({ level, base: null, redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'] });
}
