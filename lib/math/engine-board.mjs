// @ts-check
/**
 * The board from which threads take tasks. Tickets only ever grow: whoever moves NEXT from t to t + 1 runs task t, so a
 * thread that comes late, or is kept busy by other work, costs nothing but its help.
 */

export const NEXT = 0;
export const PUBLISHED = 1;
export const FINISHED = 2;
export const CLOSED = 3;
const FIRST_TASK = 4;
/** A kernel's number and up to ten arguments. */
const TASK_SIZE = 11;
/** Tasks that can be published at once. */
export const CAPACITY = 4096;
export const BOARD_BYTES = 4 * (FIRST_TASK + CAPACITY * TASK_SIZE);

/** @param {Int32Array} board @param {number} ticket @param {readonly number[]} task */
export function writeTask(board, ticket, task) {
  board.set(task, FIRST_TASK + (ticket % CAPACITY) * TASK_SIZE);
}

/** Runs what is published and not yet taken. @param {Int32Array} board @param {readonly Function[]} kernels */
export function runTasks(board, kernels) {
  for (;;) {
    const ticket = Atomics.load(board, NEXT);
    if (ticket >= Atomics.load(board, PUBLISHED)) return;
    if (Atomics.compareExchange(board, NEXT, ticket, ticket + 1) !== ticket) continue;
    const place = FIRST_TASK + (ticket % CAPACITY) * TASK_SIZE;
    kernels[board[place] ?? 0]?.(...board.subarray(place + 1, place + TASK_SIZE));
    Atomics.add(board, FINISHED, 1);
    Atomics.notify(board, FINISHED);
  }
}

/** Sleeps until there are tasks → true, or the engine is closed → false. @param {Int32Array} board */
export function waitForTasks(board) {
  for (;;) {
    if (Atomics.load(board, CLOSED)) return false;
    const published = Atomics.load(board, PUBLISHED);
    if (Atomics.load(board, NEXT) < published) return true;
    Atomics.wait(board, PUBLISHED, published, 1000);
  }
}
