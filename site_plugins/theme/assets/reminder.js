// @ts-check
/** Two dates for a reader's calendar, made here by their own clock, as a file (RFC 5545) that any calendar takes. */

const DAYS = [3, 14];
const LONGEST_OCTETS = 75;

export class Reminder {
  /** @param {HTMLElement} root */
  constructor(root) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Save two dates for my calendar";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", () => {
      const dates = DAYS.map((days) => dayAfter(new Date(), days));
      save(calendar(dates, location.href.replace(/#.*/, "")));
      const shown = dates.map((date) => date.toLocaleDateString("en", { day: "numeric", month: "long", timeZone: "UTC" }));
      said.textContent = `Saved: ${shown.join(" and ")}. Open the file to put them in your calendar.`;
    });
    root.append(" ", button, " ", said);
  }
}

/**
 * The day so many days from now, as the reader's clock has it, at midnight UTC so that no zone moves it.
 * @param {Date} now
 * @param {number} days
 */
export function dayAfter(now, days) {
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + days));
}

/**
 * @param {Date[]} dates
 * @param {string} url of the page with the questions
 */
export function calendar(dates, url) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const events = dates.flatMap((date) => {
    const day = date.toISOString().slice(0, 10).replaceAll("-", "");
    return [
      "BEGIN:VEVENT",
      `UID:${day}-questions@start-here.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day}`,
      "SUMMARY:Start Here: answer the questions again",
      `DESCRIPTION:All questions on one page: ${url.replace(/[\\;,]/g, "\\$&")}`,
      `URL:${url}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Start Here//Questions//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * A line of at most 75 octets, continued with a space where it is longer. An address has one octet a character.
 * @param {string} line
 */
function folded(line) {
  const [first, ...rest] = line.match(new RegExp(`.{1,${LONGEST_OCTETS - 1}}`, "g")) ?? [""];
  return [first, ...rest].join("\r\n ");
}

/** @param {string} text */
function save(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = "start-here-questions.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
