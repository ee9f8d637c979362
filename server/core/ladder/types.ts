/** A stage of the long-pending ladder (长期未结督办) that a case has entered. */
export interface StageState {
	readonly id: string;
}
