import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { hashPassword, newSecret, secretHash } from './auth/secrets.ts';
import { realMs } from './clock.ts';
import { readConfig, type Config } from './config.ts';
import { roles, type Role, type Scope } from './core/access/may.ts';
import { createLogger } from './log.ts';
import { apiKeys, saveAccount, setPassword } from './store/accounts.ts';
import { verifyAudit } from './store/audit.ts';
import { readDirectory } from './store/directory.ts';
import { verifyChain } from './store/event-log.ts';
import { openPostgres, openSqlite, type Store } from './store/open.ts';
import { screens } from './store/screens.ts';

const usage = `用法：npm run cli -- <命令>
  serve                                            启动服务
  demo                                             启动演示
  migrate                                          建立或升级数据库结构
  verify                                           校验事件链与审计链
  add-user <用户名> --role <角色> --court <法院> [--scope self|court|subtree] [--person <人员代码>] [--password <口令>]
  reset-password <用户名> --password <口令>
  add-key <名称> --court <法院>                     生成接口密钥（只显示一次）
  revoke-key <编号>
  import <CSV 文件> --mapping <映射文件>            按映射导入台账（同一文件再次导入不产生重复）
  rulebook check <规则文件>                         检查一份省、市、本院规则，列出与现行规则的差异
  rulebook put <规则文件>                           装载一份省、市、本院规则（运行中的服务随即采用）
  rulebook diff --court <法院> [--against above|national]
  rulebook back-test <规则文件> --from <日> --to <日>    回测：若按这份规则，过去哪些节点会超期、哪些案件会锁定
  recompute                                        在工作线程中重算全部节点并与库中核对（不改动）
  reconcile [--court <法院>]                       对账：大屏、清单、日统计与逐案重算、事件重放是否相符
  rebuild-rollup [--court <法院>] [--from-log]     按在库案件（或者事件）与填报数重建日累计、月累计
  add-screen <名称> --court <法院> [--ceiling internal|public]   生成屏幕令牌（只显示一次）`;

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
	const store = await (config.DATABASE_URL ? openPostgres(config.DATABASE_URL) : openSqlite(`${config.DATA_DIR}/wall.db`));
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		role: { type: 'string' },
		court: { type: 'string' },
		scope: { type: 'string', default: 'court' },
		person: { type: 'string' },
		password: { type: 'string' },
		ceiling: { type: 'string', default: 'internal' },
		mapping: { type: 'string' },
		against: { type: 'string', default: 'above' },
		from: { type: 'string' },
		to: { type: 'string' },
		'from-log': { type: 'boolean', default: false },
	},
});
const [verb = 'serve', name = ''] = positionals;

function need(value: string | undefined, what: string): string {
	if (value) return value;
	throw new Error(`缺少${what}\n${usage}`);
}

async function addUser(store: Store): Promise<string> {
	const role = need(values.role, ' --role') as Role;
	if (!roles.includes(role)) throw new Error(`没有这个角色：${role}（${roles.join('、')}）`);
	const password = values.password ?? newSecret('pw');
	if (password.length < 10) throw new Error('口令至少 10 个字符');
	const grant = { role, court: need(values.court, ' --court'), scope: values.scope as Scope };
	const passwordHash = await hashPassword(password);
	await store.write(({ db }) =>
		saveAccount(db, {
			id: randomUUID(),
			username: need(name, '用户名'),
			passwordHash,
			...(values.person ? { personCode: values.person } : {}),
			grants: [grant],
		}),
	);
	return values.password ? `已建立账号 ${name}` : `已建立账号 ${name}，初始口令：${password}`;
}

async function resetPassword(store: Store): Promise<string> {
	const passwordHash = await hashPassword(need(values.password, ' --password'));
	const changed = await store.write(({ db }) => setPassword(db, name, passwordHash));
	return changed ? `已重置 ${name} 的口令，原有登录全部失效` : `没有账号 ${name}`;
}

async function addKey(store: Store): Promise<string> {
	const secret = newSecret('ecw');
	const id = randomUUID();
	await store.write(({ db }) =>
		apiKeys.create(db, { id, name: need(name, '名称'), hash: secretHash(secret), court: need(values.court, ' --court') }),
	);
	return `密钥编号 ${id}\n密钥（只显示一次）：${secret}`;
}

async function addScreen(store: Store): Promise<string> {
	const token = newSecret('scr');
	const ceiling = values.ceiling === 'public' ? 'public' : 'internal';
	const court = need(values.court, ' --court');
	await store.write(({ db }) =>
		screens.create(db, {
			...{ id: randomUUID(), court, name: need(name, '名称'), ceiling },
			...{ tokenHash: secretHash(token), createdAt: new Date(realMs()).toISOString() },
		}),
	);
	return `屏幕地址（令牌只显示一次）：/wall/${court}?token=${token}`;
}

async function verify(store: Store): Promise<string> {
	const directory = await readDirectory(store.read);
	const broken: string[] = [];
	for (const court of directory.courts.keys()) {
		const fault = await verifyChain(store.read, court);
		if (fault) broken.push(`${court} 第 ${fault.courtSeq} 条：${fault.why}`);
	}
	const audit = await verifyAudit(store.read);
	if (audit !== undefined) broken.push(`审计第 ${audit} 条`);
	if (broken.length > 0) throw new Error(`校验未通过：\n${broken.join('\n')}`);
	return `校验通过：${directory.courts.size} 个法院的事件链与审计链完整`;
}

const revoke = async (store: Store): Promise<string> =>
	(await store.write(({ db }) => apiKeys.revoke(db, name, new Date(realMs()).toISOString()))) ? `已吊销 ${name}` : `没有密钥 ${name}`;

const storeVerbs: Readonly<Record<string, (store: Store) => Promise<string>>> = {
	migrate: () => Promise.resolve('数据库结构已是最新'),
	verify,
	'add-user': addUser,
	'reset-password': resetPassword,
	'add-key': addKey,
	'revoke-key': revoke,
	'add-screen': addScreen,
};

async function run(): Promise<void> {
	const config = readConfig(process.env);
	const work = storeVerbs[verb];
	if (work) return void console.log(await withStore(config, work));
	if (verb === 'rulebook' || verb === 'import' || verb === 'recompute') {
		const { ruleVerb } = await import('./cli-rules.ts');
		return void console.log(await ruleVerb(config, positionals, values));
	}
	if (verb === 'reconcile' || verb === 'rebuild-rollup') {
		const { figureVerb } = await import('./cli-figures.ts');
		return void console.log(await figureVerb(config, verb, values.court, values['from-log']));
	}
	if (verb === 'serve') {
		const { serve, stopOnSignals } = await import('./main.ts');
		const log = createLogger(config.LOG_LEVEL);
		const running = await serve({ config, log });
		running.app.startJobs();
		stopOnSignals(running.stop);
		log.info({ port: running.port }, '服务已启动');
		console.log(`服务已启动：http://localhost:${running.port}`);
		return;
	}
	if (verb === 'demo') {
		const { runDemo } = await import('./demo/run.ts');
		return runDemo(config);
	}
	throw new Error(usage);
}

run().catch((error: unknown) => {
	console.error((error as Error).message);
	process.exit(1);
});
