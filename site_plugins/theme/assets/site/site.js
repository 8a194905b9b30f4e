// @ts-check
/**
 * What surrounds the lessons: pages that change in place, colours, menu, search, and what follows the scrolling.
 *
 * Without this script each link loads a page, the menu opens by its tick box, and colours follow nobody's wish; all that
 * is written can be read.
 */
import { followColours } from "./colours.js";
import { followMenu } from "./menu.js";
import { Navigation } from "./navigation.js";
import { followReading } from "./reading.js";
import { followReloads } from "./reloading.js";
import { followScrolling } from "./scrolling.js";
import { followSearch } from "./search-box.js";

const navigation = new Navigation(new URL("../../", import.meta.url));
const closeMenu = followMenu();
const search = followSearch(navigation);
const look = followScrolling();
const read = followReading();
followColours();
followReloads();

navigation.addEventListener("page", () => {
  closeMenu();
  search();
  look();
  read();
});
