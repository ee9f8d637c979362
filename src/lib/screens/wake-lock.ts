/** What keeps a screen awake, as browsers have it; absent in old ones and outside of secure contexts. */
interface Sentinel extends EventTarget {
	release(): Promise<void>;
}

const wakeLockOf = (): { request(kind: 'screen'): Promise<Sentinel> } | undefined =>
	(navigator as unknown as { wakeLock?: { request(kind: 'screen'): Promise<Sentinel> } }).wakeLock;

/**
 * Keeps the screen awake until the returned function is called. The browser takes the lock back whenever the page is hidden:
 * it is taken anew when the page is seen again. A refusal is told, once for each time.
 */
export function keepAwake(onRefused: (reason: string) => void): () => void {
	let lock: Sentinel | undefined;
	let ended = false;

	async function take(): Promise<void> {
		if (ended || lock || document.visibilityState !== 'visible') return;
		const wakeLock = wakeLockOf();
		if (!wakeLock) return onRefused(window.isSecureContext ? '浏览器不支持屏幕常亮' : '非安全连接（HTTP），浏览器不允许屏幕常亮');
		try {
			const taken = await wakeLock.request('screen');
			if (ended) return void taken.release();
			lock = taken;
			taken.addEventListener('release', () => (lock = undefined), { once: true });
		} catch {
			onRefused('屏幕常亮请求被拒绝，请检查系统的电源与休眠设置');
		}
	}
	const onSeen = (): void => void take();

	document.addEventListener('visibilitychange', onSeen);
	void take();
	return () => {
		ended = true;
		document.removeEventListener('visibilitychange', onSeen);
		void lock?.release();
	};
}
