/** A notice of a case (提醒, 警告, 督办, 锁定), with those it was sent to and what they answered. */
export interface NoticeState {
	readonly id: string;
}
