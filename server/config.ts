import { z } from 'zod';

const schema = z.object({
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	HOST: z.string().default('0.0.0.0'),
	DATA_DIR: z.string().default('./data'),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//)
		.optional(),
	ORIGIN: z.url().optional(),
	TRUST_PROXY: z.enum(['0', '1']).default('0'),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
	/** Lets webhooks call this machine: for tests and the demo. */
	WEBHOOK_ALLOW_LOOPBACK: z.enum(['0', '1']).default('0'),
	/** Days for which recorded walls are kept. */
	PLAYBACK_DAYS: z.coerce.number().int().min(1).max(400).default(90),
	DEMO_SPEED: z.coerce.number().positive().max(3600).default(60),
	DEMO_START: z.string().default('2026-10-14T08:30:00+08:00'),
	DEMO_CASES: z.coerce.number().int().min(50).max(100_000).default(4000),
	DEMO_SEED: z.coerce.number().int().default(20261014),
});

/** Settings from the environment, read once. */
export type Config = z.infer<typeof schema>;

/** Reads and checks the environment; every wrong value stops the start with one Chinese line. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const result = schema.safeParse(present);
	if (result.success) return result.data;
	const issue = result.error.issues[0]!;
	throw new Error(`环境变量 ${issue.path.join('.')} 的值不正确：${env[String(issue.path[0])] ?? ''}`);
}
