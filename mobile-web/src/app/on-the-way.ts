// While the next page's program is on its way: a line at the top, so that a tap on a slow network is seen to be taken.
import { common } from '@/shared/text/common'

const soon = 400
let line: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** Another page was asked for and is not there yet. */
export function loading(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    line ??= document.body.appendChild(make())
    line.textContent = common.waiting
  }, soon)
}

/** It is there. */
export function loaded(): void {
  clearTimeout(timer)
  if (line) line.textContent = ''
}

function make(): HTMLElement {
  const made = document.createElement('p')
  made.className = 'ontheway'
  made.setAttribute('role', 'status')
  return made
}
