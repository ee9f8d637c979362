/** What a key does on a screen. */
export type ScreenDeed = 'full-screen' | 'next' | 'previous' | 'pause' | 'theme' | 'freeze' | 'identify' | 'help' | 'out';

/** One line of the key table, as the help lists it. */
export interface ScreenKey {
	readonly deed: ScreenDeed;
	/** Values of `KeyboardEvent.key`, in small letters. */
	readonly keys: readonly string[];
	/** The key as it is printed on a keyboard. */
	readonly cap: string;
	readonly words: string;
	/** Held down it goes on: only what changes nothing but the scene. */
	readonly repeats?: true;
}

/** Every key of a screen, in the order of the help. */
export const screenKeys: readonly ScreenKey[] = [
	{ deed: 'full-screen', keys: ['f'], cap: 'F', words: '全屏显示，再按退出' },
	{ deed: 'next', keys: ['arrowright', 'pagedown'], cap: '→', words: '下一画面', repeats: true },
	{ deed: 'previous', keys: ['arrowleft', 'pageup'], cap: '←', words: '上一画面', repeats: true },
	{ deed: 'pause', keys: [' ', 'spacebar'], cap: '空格', words: '暂停轮播，再按继续' },
	{ deed: 'theme', keys: ['t'], cap: 'T', words: '深色、浅色切换' },
	{ deed: 'freeze', keys: ['m'], cap: 'M', words: '会议定格，再按恢复实时' },
	{ deed: 'identify', keys: ['i'], cap: 'I', words: '显示本屏名称与位置' },
	{ deed: 'help', keys: ['?', '？', 'h', 'f1'], cap: '?', words: '显示本说明' },
	{ deed: 'out', keys: ['escape', 'esc'], cap: 'Esc', words: '关闭说明、退出定格、退出全屏' },
];

/** What is known of a key that was pressed. */
export interface KeyPress {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	/** The key is held down. */
	readonly repeat: boolean;
	/** An input method is composing: the key is part of a word. */
	readonly isComposing: boolean;
}

/** What has the focus: something one types into, something that space and Enter press, or neither. */
export type FocusKind = 'text' | 'control' | 'none';

/** What a key does; nothing where it belongs to the browser, to a field or to a focused button. */
export function deedOfKey(press: KeyPress, focus: FocusKind = 'none'): ScreenDeed | undefined {
	if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined;
	const key = press.key.toLowerCase();
	const entry = screenKeys.find(({ keys }) => keys.includes(key));
	if (!entry || (press.repeat && !entry.repeats)) return undefined;
	if (focus === 'text' && entry.deed !== 'out') return undefined;
	if (focus === 'control' && entry.deed === 'pause') return undefined;
	return entry.deed;
}

/** What an element is for the keys. */
export function focusKindOf(element: Element | null): FocusKind {
	if (!element) return 'none';
	const tag = element.tagName.toLowerCase();
	if (['input', 'textarea', 'select'].includes(tag) || element.getAttribute('contenteditable') === 'true') return 'text';
	return ['a', 'button', 'summary'].includes(tag) ? 'control' : 'none';
}
