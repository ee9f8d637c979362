import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword, newSecret, secretHash } from '../auth/secrets.ts';
import { createClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { roles, type Principal, type Role } from '../core/access/may.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import { dayOfInstant, parseMoment } from '../core/time/zone.ts';
import type { FlowContext } from '../flows/context.ts';
import { refreshPublicFigures } from '../flows/refresh-public.ts';
import { createWebhook, hookTypes } from '../flows/webhooks.ts';
import { createLogger } from '../log.ts';
import { serve, stopOnSignals } from '../main.ts';
import { apiKeys, saveAccount } from '../store/accounts.ts';
import { screens } from '../store/screens.ts';
import { loadCalendar } from '../rulebooks/calendar.ts';
import { ApiClient } from './client.ts';
import { fillRoster } from './duty-desk.ts';
import { runLive } from './live-world.ts';
import { arrangeLobby } from './lobby-desk.ts';
import { PaperDesk } from './paper-desk.ts';
import { People } from './people.ts';
import { hangScreens, type DemoScreen } from './screen-desk.ts';
import { afterwardsOf, courtTime, loadHistory, loadLayers, replayDays, type Stage } from './replay.ts';
import { accounts, type DemoAccount } from './world/accounts.ts';
import { buildCases, type World } from './world/cases.ts';
import { buildDirectory } from './world/directory.ts';

const rootCourt = 'sf-higher';
const wallCourt = 'sf-01';
const lobbyCourt = 'sf-0101';
const months = 24;

/** What a visitor needs to get in; written to `access.json` and printed. */
export interface Access {
	readonly baseUrl: string;
	readonly apiKey: string;
	readonly accounts: readonly { readonly username: string; readonly password: string; readonly role: string; readonly court: string }[];
	readonly wall: string;
	readonly lobby: string;
	/** Paired screens: put a token into the cookie `screen` of a browser to be that screen. */
	readonly screens: readonly DemoScreen[];
}

/** Runs the main job on an invented province: builds it, replays ninety days, opens the pages, and goes on. */
export async function runDemo(config: Config): Promise<void> {
	const startsAt = parseMoment(config.DEMO_START, 'Asia/Shanghai')?.at;
	if (!startsAt) throw new Error('环境变量 DEMO_START 应为带时区的时刻，例如 2026-10-14T08:30:00+08:00');
	const began = performance.now();
	const say = (text: string): void => console.log(`[demo ${((performance.now() - began) / 1000).toFixed(0).padStart(3)} s] ${text}`);
	const folder = resolve(config.DATA_DIR, 'demo');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });

	say('生成演示数据 …');
	const startDay = dayOfInstant(startsAt, 'Asia/Shanghai');
	const calendar = loadCalendar();
	const directory = buildDirectory(config.DEMO_SEED, addMonths(startDay, -months), addDays(startDay, 90));
	const world = buildCases({ seed: config.DEMO_SEED, directory, calendar, startsAt: config.DEMO_START, months, cases: config.DEMO_CASES });

	const clock = createClock(courtTime(world.replayFrom, '00:01'), 0);
	let open = false;
	const running = await serve({
		config: { ...config, DATA_DIR: folder },
		log: createLogger(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL),
		clock,
		demo: true,
		beatSeconds: 1,
		isOpen: () => open,
	});
	stopOnSignals(running.stop);
	const { app } = running;
	const baseUrl = `http://localhost:${running.port}`;
	const people = accounts(directory).filter((account) => (roles as readonly string[]).includes(account.role));
	const access = await openDoors(app.context.store, people, baseUrl);
	const client = new ApiClient(`http://127.0.0.1:${running.port}`, access.apiKey, access.accounts[0]!.password);
	await client.putDirectory(directory);

	const handlers = handlersOf(world);
	const stage: Stage = {
		app,
		client,
		people: new People(client, calendar, people),
		world,
		say,
		handlerOf: (caseNumber) => handlers.get(caseNumber),
	};
	await loadLayers(stage);
	await loadHistory(stage);
	say('逐日重放最近九十天：期限、锁死、解锁、日统计 …');
	const afterwards = afterwardsOf(world);
	let previous = addDays(startDay, -1);
	while (!calendar.isWorkingDay(previous)) previous = addDays(previous, -1);
	const reserved = await replayDays(stage, afterwards, startsAt, previous);
	await client.setClock(startsAt, config.DEMO_SPEED);
	await arrangeLobby(client, people.find(({ role }) => role === 'system-admin')!.username, lobbyCourt, startDay);
	await fillRoster(client, people, wallCourt, startDay);
	await refreshPublicFigures(app.context);
	await offerWebhook(app.context);
	app.startJobs();
	const stopLive = runLive(stage, afterwards, reserved, config.DEMO_SPEED);
	running.http.on('close', stopLive);
	const shown = await withUsefulFirst(stage, access);
	writeFileSync(join(folder, 'access.json'), JSON.stringify(shown, null, 2));
	open = true;
	print(shown, say, folder);
	// Files take their time; nobody waits for them.
	void new PaperDesk({ client, wallCourt, basicCourt: lobbyCourt, say }).act();
}

/** A webhook to look at, switched off: there is nobody at its other end. */
async function offerWebhook(context: FlowContext): Promise<void> {
	const admin: Principal = { accountId: 'demo', grants: [{ role: 'system-admin', court: rootCourt, scope: 'subtree' }] };
	const actor = { id: 'demo', role: 'system-admin', court: rootCourt, address: '127.0.0.1', requestId: randomUUID() };
	const url = 'https://cms.example/hooks/locks';
	await createWebhook(context, admin, actor, { court: rootCourt, url, types: hookTypes, note: '示例：办案系统', suspended: true });
}

function handlersOf(world: World): ReadonlyMap<string, string> {
	const handlers = new Map<string, string>();
	const { history, replay, future } = world;
	for (const event of [...history, ...[...replay.values()].flat()])
		if (typeof event.data.handler === 'string') handlers.set(event.caseNumber, event.data.handler);
	for (const { caseNumber, data } of future)
		if (typeof data.handler === 'string' && !handlers.has(caseNumber)) handlers.set(caseNumber, data.handler);
	return handlers;
}

/** Accounts, a key and a screen; one password for all of them, new at every start. */
async function openDoors(
	store: Parameters<typeof refreshPublicFigures>[0]['store'],
	people: readonly DemoAccount[],
	baseUrl: string,
): Promise<Access> {
	const password = `demo-${randomBytes(6).toString('hex')}`;
	const passwordHash = await hashPassword(password);
	const apiKey = newSecret('ecw');
	const wallToken = newSecret('scr');
	const hung = await store.write(async ({ db }) => {
		for (const account of people)
			await saveAccount(db, {
				id: randomUUID(),
				username: account.username,
				passwordHash,
				personCode: account.personCode,
				grants: [{ role: account.role as Role, court: account.court, scope: account.scope }],
			});
		await apiKeys.create(db, { id: randomUUID(), name: '演示办案系统', hash: secretHash(apiKey), court: rootCourt });
		await screens.create(db, {
			id: randomUUID(),
			court: rootCourt,
			name: '演示大屏',
			ceiling: 'internal',
			tokenHash: secretHash(wallToken),
		});
		return hangScreens(db, { wall: wallCourt, lobby: lobbyCourt });
	});
	return {
		baseUrl,
		apiKey,
		accounts: people.map(({ username, role, court }) => ({ username, password, role, court })),
		wall: `${baseUrl}/wall/${wallCourt}?token=${wallToken}`,
		lobby: `${baseUrl}/lobby/${lobbyCourt}`,
		screens: hung,
	};
}

/** Puts first the handlers whose locked cases nobody has asked to unlock yet: they are the ones a visitor wants to be. */
async function withUsefulFirst(stage: Stage, access: Access): Promise<Access> {
	const wanted = new Set<string>();
	for (const item of await stage.client.locks('active')) {
		const lock = await stage.client.lock(item.id);
		const handler = lock.requests.length === 0 ? stage.handlerOf(item.caseNumber) : undefined;
		if (handler) wanted.add(handler);
	}
	const first = access.accounts.filter((account) => wanted.has(account.username));
	return { ...access, accounts: [...first, ...access.accounts.filter((account) => !wanted.has(account.username))] };
}

function print(access: Access, say: (text: string) => void, folder: string): void {
	const password = access.accounts[0]!.password;
	const has = (username: string): string => (access.accounts.some((account) => account.username === username) ? username : '');
	say('演示已就绪');
	console.log(`
  指挥大屏   ${access.wall}
  大厅公示   ${access.lobby}
  工作台     ${access.baseUrl}/desk
  接口说明   ${access.baseUrl}/api/docs

  演示账号（口令均为 ${password}）
    承办人              ${access.accounts.find((account) => account.role === 'handler')?.username ?? ''}
    执行局长            ${has('sf-0101-chief')}
    庭长（审判、执行）  ${has('sf-0101-civil-head')}  ${has('sf-0101-enf-head')}
    分管院领导、院长    ${has('sf-0101-vice')}  ${has('sf-0101-president')}
    值班员              ${has('sf-01-duty')}
    执行监管团队        ${has('sf-01-supervisor')}
    中级法院解锁审批人  ${has('sf-01-approver')}
    高级法院解锁审批人  ${has('sf-higher-approver')}
    审管办              ${has('sf-0101-trial-mgmt')}
    系统管理员          ${has('admin')}
  接口密钥   ${access.apiKey}

  以上已写入 ${join(folder, 'access.json')}；按 Ctrl+C 结束。
`);
}
