// A real Chromium for tests, from the package @sparticuz/chromium: nothing to install on the machine. Its own
// launch arguments switch web security off, so none of them is used.
import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "..");
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic"];
/** Thai is set in letters of its own height: without any, pages are looked at in boxes that are wider and lower. */
const THAI = "@expo-google-fonts/noto-sans-thai";
const THAI_FILES = ["400Regular", "700Bold"];

/**
 * Starts Chromium without a window.
 * @returns the browser; close it when the test is over
 */
export async function launchChromium(): Promise<Browser> {
  const { path, env } = await unpackChromium();
  return chromium.launch({ executablePath: path, args: ARGUMENTS, env });
}

export interface UnpackedChromium {
  path: string;
  env: Record<string, string>;
}

/**
 * Unpacks the browser once for each version of the package, into the folder for temporary files.
 * @returns where it is, and the environment it needs
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const version = `${devDependencies["@sparticuz/chromium"]}-${devDependencies[THAI]}`;
  const home = join(tmpdir(), `undersigned-chromium-${version}-${userInfo().uid}`);
  const done = join(home, "unpacked");
  const path = join(home, "chromium");
  if (!existsSync(done)) {
    // Unpacked aside and renamed: a run that was cut short, or a second one, leaves no half browser.
    const aside = `${home}.${process.pid}`;
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    await unpackInto(aside);
    for (const weight of THAI_FILES) {
      const file = `NotoSansThai_${weight}.ttf`;
      copyFileSync(join(ROOT, "node_modules", THAI, weight, file), join(aside, "fonts", file));
    }
    writeFileSync(join(aside, "fonts", "fonts.conf"), fontsOf(join(home, "fonts")));
    writeFileSync(join(aside, "unpacked"), "");
    try {
      renameSync(aside, home);
    } catch (error) {
      if (!existsSync(done)) throw error;
      rmSync(aside, { recursive: true });
    }
  }
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? "",
    HOME: homedir(),
    FONTCONFIG_PATH: join(home, "fonts"),
    LD_LIBRARY_PATH: join(home, "al2023", "lib"),
  };
  return { path, env };
}

/** The package unpacks into the folder for temporary files of its process, with libraries when it sees AWS. */
async function unpackInto(folder: string): Promise<void> {
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: ROOT,
    env: {
      ...process.env,
      TMPDIR: folder,
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
      AWS_LAMBDA_JS_RUNTIME: "nodejs22.x",
    },
  });
}

/** The package's few fonts and the machine's, if it has any: pages are looked at in Chinese and Thai. */
function fontsOf(folder: string): string {
  const folders = [folder, "/usr/share/fonts", "/usr/local/share/fonts", join(homedir(), ".fonts")];
  const list = folders.map((dir) => `<dir>${dir}</dir>`).join("");
  return `<?xml version="1.0"?>\n<fontconfig>${list}<cachedir>${folder}-cache</cachedir></fontconfig>\n`;
}
