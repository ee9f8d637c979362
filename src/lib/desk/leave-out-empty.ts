/**
 * Keeps fields left empty, and those that stand at their usual value, out of the address that a form of method GET opens.
 * They are usable again afterwards: the page may stay as it is.
 */
export function leaveOutEmpty(
	usual: Readonly<Record<string, string>> = {},
): (event: SubmitEvent & { currentTarget: HTMLFormElement }) => void {
	return ({ currentTarget }) => {
		const empty = [...currentTarget.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].filter(
			({ name, value }) => value === '' || value === usual[name],
		);
		for (const field of empty) field.disabled = true;
		setTimeout(() => {
			for (const field of empty) field.disabled = false;
		});
	};
}
