import type { DeviceInput, DevicePages, DeviceRefusal } from '../../src/lib/contract/device-pages.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import { screenSettingsSchema } from '../../src/lib/contract/screens.ts';
import type { Principal } from '../core/access/may.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { approvePairing, deviceOfCode, managesAny, plainCode, refusePairing, waitingDevices } from '../flows/pair-screen.ts';
import type { ScreenParts } from '../flows/screen-parts.ts';
import { changeScreen, revokeScreen, type ScreenInput } from '../flows/screen-record.ts';
import { tellScreens, type ScreenDeed } from '../flows/tell-screens.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { screenPictures } from '../store/screen-log.ts';
import { waitingDevice, type DeviceViews } from '../views/device-views.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const noScreen = { ok: false, status: 404, message: '没有这块屏幕，或您无权管理。' } as const;
const notYours = { ok: false, status: 403, message: '屏幕由系统管理员或指挥中心值班员管理。' } as const;
const noPicture = { ok: false, status: 404, message: '这块屏幕还没有截图。' } as const;
const signInAgain = { ok: false, code: 'sign-in-needed', message: noAccount.message } as const;
const badSettings = { ok: false, code: 'bad-settings', message: '播放设置不符合规定，请检查时间与亮度' } as const;
const identifySeconds = 15;

type Checked<T> = { readonly ok: true; readonly input: T } | DeviceRefusal;

/** Settings as a form or a machine sent them, checked; what is left out is as usual. */
function withSettings(input: Partial<DeviceInput>): Checked<Partial<ScreenInput>> {
	const { settings, ...rest } = input;
	if (settings === undefined) return { ok: true, input: rest };
	const read = screenSettingsSchema.safeParse(settings);
	return read.success ? { ok: true, input: { ...rest, settings: read.data } } : badSettings;
}

/** The pages on screens; who asks is read anew each time, so that a role taken away works at once. */
export function createDevicePages(context: FlowContext, parts: ScreenParts, views: DeviceViews): DevicePages {
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const read = async <T>(account: Account, view: (who: Principal) => Promise<PageResult<T>>): Promise<PageResult<T>> => {
		const who = await principal(account);
		if (!who) return noAccount;
		return managesAny(context, who) ? view(who) : notYours;
	};
	const deed = async <T>(
		account: Account,
		address: string,
		work: (who: Principal, actor: Actor) => Promise<T>,
	): Promise<T | DeviceRefusal> => {
		const who = await principal(account);
		return who ? work(who, actorOf(who, address)) : signInAgain;
	};

	return {
		devices: (account, filter) =>
			read(account, async (who) => {
				const waiting = (await waitingDevices(context, parts, who)).map(waitingDevice);
				return { ok: true, view: { ...(await views.list(who, filter)), waiting } };
			}),
		device: (account, id) =>
			read(account, async (who) => {
				const view = await views.one(who, id);
				return view ? { ok: true, view } : noScreen;
			}),
		pairing: (account, code) =>
			read(account, async (who) => {
				const records = await views.records(who);
				const form = { choices: await views.choices(who, records), records };
				if (code === undefined || code.trim() === '') return { ok: true, view: form };
				const found = await deviceOfCode(context, parts, who, code);
				if (!found.ok) return { ok: true, view: { ...form, fault: found.message } };
				return { ok: true, view: { ...form, device: { ...waitingDevice(found.row), code: plainCode(code) } } };
			}),
		approvePairing: (account, address, { code, ...as }) =>
			deed(account, address, async (who, actor) => {
				if ('record' in as) return approvePairing(context, parts, who, actor, code, as);
				const checked = withSettings({ ...as.device, settings: as.device.settings ?? {} });
				if (!checked.ok) return checked;
				return approvePairing(context, parts, who, actor, code, { device: checked.input as ScreenInput });
			}),
		refusePairing: (account, address, id) => deed(account, address, (who, actor) => refusePairing(context, parts, who, actor, id)),
		changeDevice: (account, address, id, change) =>
			deed(account, address, async (who, actor) => {
				const checked = withSettings(change);
				return checked.ok ? changeScreen(context, parts, who, actor, id, checked.input) : checked;
			}),
		revokeDevice: (account, address, id) => deed(account, address, (who, actor) => revokeScreen(context, parts, who, actor, id)),
		tellDevices: (account, address, target, what) =>
			deed(account, address, (who, actor) => {
				const told: ScreenDeed = what.kind === 'identify' ? { kind: 'identify', seconds: what.seconds ?? identifySeconds } : what;
				return tellScreens(context, parts, who, actor, target, told);
			}),
		devicePicture: (account, id) =>
			read(account, async (who) => {
				if (!(await views.record(who, id))) return noScreen;
				const picture = await screenPictures.read(context.store.read, id);
				return picture ? { ok: true, view: picture } : noPicture;
			}),
	};
}
