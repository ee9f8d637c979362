import type { Attachment } from 'svelte/attachments';

/**
 * Sends a form as soon as another option of one of its choices is taken. A choice made before the page was awake
 * is sent when it wakes: nobody should see a filter that does not hold. Such forms say `autocomplete="off"`, so that
 * a browser which fills in what stood there before does not send them by itself.
 */
export const sendOnChange: Attachment<HTMLFormElement> = (form) => {
	const choices = [...form.querySelectorAll('select')];
	if (choices.some(chosenEarly)) form.requestSubmit();
	const onChange = ({ target }: Event): void => {
		if (target instanceof HTMLSelectElement) form.requestSubmit();
	};
	form.addEventListener('change', onChange);
	return () => form.removeEventListener('change', onChange);
};

/** Whether another option is taken than the page came with; where it named none, the first stands. */
function chosenEarly(select: HTMLSelectElement): boolean {
	const named = [...select.options].findIndex((option) => option.defaultSelected);
	return select.selectedIndex > -1 && select.selectedIndex !== Math.max(named, 0);
}
