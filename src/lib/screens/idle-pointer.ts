import type { Attachment } from 'svelte/attachments';

const idleAfterMs = 3_000;

/** Hides the pointer over an element once it has not moved for three seconds; at once and for good where nobody has a mouse. */
export function idlePointer(always: boolean): Attachment<HTMLElement> {
	return (element) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const hide = (): void => void element.setAttribute('data-pointer', 'hidden');
		const show = (): void => {
			clearTimeout(timer);
			if (always) return hide();
			element.removeAttribute('data-pointer');
			timer = setTimeout(hide, idleAfterMs);
		};
		show();
		window.addEventListener('pointermove', show, { passive: true });
		window.addEventListener('pointerdown', show, { passive: true });
		return () => {
			clearTimeout(timer);
			window.removeEventListener('pointermove', show);
			window.removeEventListener('pointerdown', show);
		};
	};
}
