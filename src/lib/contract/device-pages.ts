import type { Account, PageResult } from './pages.ts';
import type { ScreenCeiling, ScreenMessage, ScreenOverride, ScreenSettings } from './screens.ts';

/**
 * How a screen is: `online`: a connection is open and a report came within 90 s, or its address is open in a page that reports nothing;
 * `faulty`: online, and it reports faults;
 * `pending`: approved, but the device has not yet collected its token; `revoked`: its token opens nothing any more.
 */
export type DeviceState = 'online' | 'offline' | 'pending' | 'revoked' | 'faulty';

/** Chinese names of the states. */
export const deviceStateNames: Readonly<Record<DeviceState, string>> = {
	online: '在线',
	offline: '离线',
	pending: '待接入',
	revoked: '已吊销',
	faulty: '有故障',
};

/** What a screen hangs for. A lobby screen is always public. */
export type DevicePurpose = 'wall' | 'lobby';

/** A screen in the list. Instants of devices are real time (UTC text); absent figures: the screen has never said. */
export interface DeviceRow {
	readonly id: string;
	readonly name: string;
	readonly place: string;
	readonly court: string;
	readonly courtName: string;
	readonly purpose: DevicePurpose;
	readonly ceiling: ScreenCeiling;
	readonly groups: readonly string[];
	readonly state: DeviceState;
	readonly lastSeenAt?: string;
	readonly build?: string;
	/** Whether that is the build that the server gives out now; absent where one of the two is not known. */
	readonly buildIsCurrent?: boolean;
	/** In physical pixels as the browser tells them. */
	readonly width?: number;
	readonly height?: number;
	readonly pixelRatio?: number;
	/** Id of the scene on show. */
	readonly scene?: string;
	readonly dataAgeSeconds?: number;
	readonly uptimeSeconds?: number;
	readonly faults: readonly string[];
	readonly override?: ScreenOverride;
	/** Absent when it has ended. */
	readonly message?: ScreenMessage;
	/** When the last picture was taken; absent: there is none. */
	readonly pictureAt?: string;
}

/** A device that shows a code and waits. It is approved only by typing the code, so the code is not here. */
export interface WaitingDevice {
	readonly id: string;
	readonly address: string;
	readonly width: number;
	readonly height: number;
	readonly userAgent?: string;
	readonly askedAt: string;
	readonly expiresAt: string;
}

/** A choice of a form. */
export interface DeviceChoice {
	readonly id: string;
	readonly name: string;
}

/** What forms on screens offer: courts in reach, playlists, scenes and groups in use. */
export interface DeviceChoices {
	readonly courts: readonly DeviceChoice[];
	readonly playlists: readonly DeviceChoice[];
	readonly scenes: readonly DeviceChoice[];
	readonly groups: readonly string[];
}

/** Filters of the list, as they stand in the address. */
export interface DeviceFilter {
	readonly court?: string;
	readonly state?: DeviceState;
	readonly group?: string;
}

/** The list: faulty and pending first, then offline, online, revoked; within a state by court and name. */
export interface DeviceListView {
	readonly rows: readonly DeviceRow[];
	readonly waiting: readonly WaitingDevice[];
	/** Of all screens in reach, whatever the filter. */
	readonly counts: Readonly<Record<DeviceState, number>>;
	readonly choices: DeviceChoices;
	readonly filter: DeviceFilter;
}

/** Something that happened with a screen, newest first in lists. */
export interface DeviceLogLine {
	readonly seq: number;
	/** Real time. */
	readonly at: string;
	readonly kind: 'connected' | 'disconnected' | 'fault' | 'deed';
	/** Chinese text. */
	readonly detail: string;
}

/** Everything about one screen. */
export interface DeviceView {
	readonly row: DeviceRow;
	readonly settings: ScreenSettings;
	readonly userAgent?: string;
	readonly createdAt?: string;
	readonly revokedAt?: string;
	readonly choices: DeviceChoices;
	/** Courts that it may be redirected to: its own and those below. */
	readonly redirectCourts: readonly DeviceChoice[];
	readonly log: readonly DeviceLogLine[];
}

/** The form after the code was typed: the device that shows it, and records that may be taken over by a reinstalled device. */
export interface PairingFormView {
	/** Absent before a code was typed. */
	readonly device?: WaitingDevice & { readonly code: string };
	/** Why there is no device for the code that was typed. */
	readonly fault?: string;
	readonly choices: DeviceChoices;
	readonly records: readonly DeviceRow[];
}

/** What an operator sets for a screen. */
export interface DeviceInput {
	readonly name: string;
	readonly court: string;
	readonly place: string;
	readonly purpose: DevicePurpose;
	readonly ceiling: ScreenCeiling;
	readonly groups: readonly string[];
	/** Checked by `screenSettingsSchema`; whatever is left out is as usual. */
	readonly settings: unknown;
}

/** Approval of a pairing: a new record, or the id of one that exists (its old token dies at once). */
export type PairingApproval = { readonly code: string } & ({ readonly record: string } | { readonly device: DeviceInput });

/** One screen, a group, all of a court, or a group within a court. */
export type DeviceTarget =
	{ readonly screen: string } | { readonly court: string; readonly group?: string } | { readonly group: string; readonly court?: string };

/** What screens may be told. Overrides and messages stay until they are ended; the first three are done once. */
export type DeviceDeed =
	| { readonly kind: 'identify'; readonly seconds?: number }
	| { readonly kind: 'reload' }
	| { readonly kind: 'picture' }
	| { readonly kind: 'takeover'; readonly scene: string; readonly title: string }
	| { readonly kind: 'redirect'; readonly court?: string; readonly playlist?: string }
	/** At the present moment. */
	| { readonly kind: 'freeze' }
	/** Ends takeover, redirection and freeze. */
	| { readonly kind: 'return' }
	| { readonly kind: 'message'; readonly text: string; readonly urgent: boolean; readonly minutes: number }
	| { readonly kind: 'clear-message' };

/** A refusal in Chinese; nothing was changed. */
export interface DeviceRefusal {
	readonly ok: false;
	readonly code: string;
	readonly message: string;
}

/** A deed on a record: its id. */
export type DeviceDone = { readonly ok: true; readonly id: string } | DeviceRefusal;

/** Who was told, and who was not connected or only opened by its address, which takes no deeds (an override or a message reaches those when they connect; anything else does not). */
export type DeviceTold =
	{ readonly ok: true; readonly sent: readonly DeviceChoice[]; readonly offline: readonly DeviceChoice[] } | DeviceRefusal;

/** The part of the running application that the pages on screens call. */
export interface DevicePages {
	devices(account: Account, filter: DeviceFilter): Promise<PageResult<DeviceListView>>;
	device(account: Account, id: string): Promise<PageResult<DeviceView>>;
	/** With a code: the device that shows it. Wrong codes are counted. */
	pairing(account: Account, code?: string): Promise<PageResult<PairingFormView>>;
	approvePairing(account: Account, address: string, approval: PairingApproval): Promise<DeviceDone>;
	refusePairing(account: Account, address: string, waitingId: string): Promise<DeviceDone>;
	changeDevice(account: Account, address: string, id: string, change: Partial<DeviceInput>): Promise<DeviceDone>;
	revokeDevice(account: Account, address: string, id: string): Promise<DeviceDone>;
	tellDevices(account: Account, address: string, target: DeviceTarget, deed: DeviceDeed): Promise<DeviceTold>;
	devicePicture(
		account: Account,
		id: string,
	): Promise<PageResult<{ readonly bytes: Uint8Array; readonly mediaType: string; readonly takenAt: string }>>;
}
