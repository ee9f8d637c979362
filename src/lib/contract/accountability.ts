/** A 整改 about an indicator, open or closed, with how its owner was called to account. */
export interface AccountItemView {
	readonly id: string;
	readonly court: string;
	/** Court, or unit of the court, that falls short. */
	readonly ofName: string;
	readonly title: string;
	readonly foundIn?: string;
	readonly ownerName: string;
	readonly dueOn: string;
	readonly closedOn?: string;
	/** Days past its day; 0 when it is not late. */
	readonly late: number;
	/** 督促, 约谈, 通报, in order. */
	readonly steps: readonly { readonly name: string; readonly text: string; readonly byName: string; readonly at: string }[];
}

/** What a chief of the court did about the warnings that were sent to him in the period. */
export interface ChiefView {
	readonly name: string;
	readonly role: string;
	readonly received: number;
	readonly signed: number;
	readonly signedInTime: number;
	/** Nodes that he was warned of: done in time, done late, not done yet. */
	readonly metInTime: number;
	readonly metLate: number;
	readonly stillOpen: number;
}

/** Who answers for an indicator: the register of 整改, and the chiefs with their warnings. */
export interface AccountabilityView {
	readonly items: readonly AccountItemView[];
	/** Items that are not shown: the register has them all. */
	readonly more: number;
	/** Absent for readers of their own cases only. */
	readonly chiefs?: readonly ChiefView[];
}
