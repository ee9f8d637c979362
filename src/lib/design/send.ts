import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import type { DesignRefusal } from '../contract/design-pages.ts';
import type { Scene } from '../contract/scenes.ts';
import type { SceneTyped } from './scene-form.ts';

/** What a refused deed leaves in the page. */
export interface SceneForm {
	readonly message?: string;
	readonly faults?: readonly string[];
	readonly conflict?: DesignRefusal['conflict'];
	readonly typed?: SceneTyped;
	/** The version that the refused draft began with. */
	readonly base?: number;
}

/** What an editor does around the sending of its draft. */
export interface Sending {
	/** The scene that is sent, to be saved or as the copy of itself; undefined: nothing is sent now. */
	readonly begin: (copying: boolean) => Scene | undefined;
	readonly end: () => void;
	/** It was not said whether it was saved; the draft stays. In words. */
	readonly lost: (words: string) => void;
	readonly saved: (scene: Scene, version: number) => void;
	readonly copied: () => void;
	/** Goes where the answer leads. */
	readonly lead: (result: ActionResult) => Promise<void>;
}

const versionIn = (location: string): number | undefined => {
	const version = new URL(location, 'http://desk').searchParams.get('version') ?? '';
	return /^\d{1,9}$/.test(version) ? Number(version) : undefined;
};

/** Sends the form of a scene without leaving the page: whatever comes of it, the draft is not lost. */
export function sendWith(editor: Sending): SubmitFunction {
	return ({ action, cancel }) => {
		const copying = action.search.includes('/copy');
		const scene = editor.begin(copying);
		if (!scene) return cancel();
		return async ({ result }) => {
			editor.end();
			if (result.type === 'error') return editor.lost('与服务器的连接中断，或服务器出错，改动没有保存。内容还在本页，恢复后请再次保存。');
			if (result.type === 'redirect') {
				const version = versionIn(result.location);
				if (version !== undefined && copying) editor.copied();
				else if (version !== undefined) editor.saved(scene, version);
			}
			await editor.lead(result);
		};
	};
}
