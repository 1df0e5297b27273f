// The reader's own clock beside that of the place, where the two show another time. Without this script the clock of the place stands alone, by its name.
const words = document.querySelector<HTMLElement>('[data-clock]')?.dataset.clock
const language = document.documentElement.lang
if (words !== undefined)
  for (const time of document.querySelectorAll<HTMLTimeElement>('main time[datetime]')) {
    const [, sign, hours = '', minutes = ''] = /([+-])(\d\d):(\d\d)$/.exec(time.dateTime) ?? []
    const moment = new Date(time.dateTime)
    const there = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    if (sign === undefined || -moment.getTimezoneOffset() === there) continue
    // what a clock of the place shows, as if it were UTC: its day is compared with the reader's
    const elsewhere = new Date(moment.getTime() + there * 60_000).getUTCDate() !== moment.getDate()
    const own = moment.toLocaleString(language, {
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      ...(elsewhere ? { weekday: 'short' } : {}),
    })
    const said = document.createElement('span')
    said.className = 'small'
    said.textContent = ` ${words.replace('{time}', own)}`
    time.after(said)
  }
