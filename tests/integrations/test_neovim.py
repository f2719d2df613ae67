"""A real editor: Neovim's own client with the set-up from ``examples/editors``, driven by keys and commands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "examples" / "editors" / "neovim.lua"
VERSION = "acme/trainer:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
TRAIN = f"""\
import replicate

from settings import DESTINATION

training = replicate.trainings.create(
    version="{VERSION}",
    input={{"input_images": "https://data.example.com/images.zip"}},
    destination=DESTINATION,
    webhook_completed="https://hooks.example.com/replicate",
)
print("😀", training.id, training.status == "cancelled")
"""
FILES = {"pyproject.toml": "", "settings.py": 'DESTINATION = "acme/portraits"\n', "train.py": TRAIN}
DRIVER = r"""
local said = {}
local function findings(name)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(vim.fn.bufnr(name))) do
    found[#found + 1] = string.format("%d:%d %s", one.lnum + 1, one.col + 1, one.code)
  end
  table.sort(found)
  return table.concat(found, ", ")
end
-- Lines and columns in bytes, as Neovim counts.
local function shows(expected)
  if not vim.wait(20000, function() return findings("train.py") == expected end, 10) then
    error("expected " .. expected .. ", shown " .. findings("train.py"), 2)
  end
end
local function type_in(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "tx", false)
end
local function act(title, only)
  vim.lsp.buf.code_action({
    apply = true,
    context = only and { only = { only }, diagnostics = {} } or nil,
    filter = function(action) return action.title:find(title, 1, true) ~= nil end,
  })
end
local function drive()
  shows("11:47 RPL128, 9:23 RPL144")
  vim.cmd("split settings.py")
  type_in("ggciw" .. "DESTINATION<Esc>f/xhciwoops<Esc>")
  shows("11:47 RPL128, 8:17 RPL102, 9:23 RPL144")
  vim.cmd("undo 0")
  shows("11:47 RPL128, 9:23 RPL144")
  vim.cmd("quit!")
  type_in("9G0")
  act("RPL144: Ignore")
  shows("11:47 RPL128")
  said.ignored = vim.api.nvim_buf_get_lines(0, 8, 9, false)[1]
  type_in("/RPL144<CR>")
  vim.lsp.buf.hover()
  vim.wait(20000, function() return #vim.api.nvim_list_wins() > 1 end, 10)
  said.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(vim.fn.win_getid(vim.fn.winnr("$"))), 0, 1, false)
  vim.cmd("undo 0")
  shows("11:47 RPL128, 9:23 RPL144")
  act("Make all safe fixes", "source.fixAll")
  shows("")
  vim.cmd("silent write")
end
local ok, fault = pcall(drive)
if not ok then said[#said + 1] = tostring(fault) end
said.server = #vim.lsp.get_clients({ name = "replint" })
vim.fn.writefile({ vim.json.encode(said) }, "said.json")
vim.cmd("qall!")
"""


def neovim() -> str:
    """A Neovim that has ``vim.lsp.config``; the test is skipped if there is none."""
    beside = str(Path(sys.executable).parent)
    for path in (beside, None):
        found = shutil.which("nvim", path=path)
        if found is not None:
            said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
            version = re.match(r"NVIM v(\d+)\.(\d+)", said)
            if version is not None and (int(version[1]), int(version[2])) >= (0, 11):
                return found
    pytest.skip("there is no Neovim 0.11 here; the dev extra has one for Linux")


def test_neovim_shows_findings_and_makes_fixes(tmp_path: Path) -> None:
    nvim = neovim()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "drive.lua").write_text(DRIVER, encoding="utf-8")
    folders = {f"XDG_{kind}_HOME": str(tmp_path / "xdg") for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    done = subprocess.run(
        [nvim, "--headless", "-n", "-i", "NONE", "-u", str(SETUP), "train.py", "-S", "drive.lua"],
        cwd=tmp_path,
        env={**os.environ, **folders, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads((tmp_path / "said.json").read_text(encoding="utf-8"))
    assert said == {
        "server": 1,
        "ignored": '    webhook_completed="https://hooks.example.com/replicate",  # replint: ignore[RPL144]',
        "hover": ["# RPL144 deprecated-webhook-completed"],
    }, done.stderr
    fixed = TRAIN.replace(
        'webhook_completed="https://hooks.example.com/replicate",',
        'webhook="https://hooks.example.com/replicate",\n    webhook_events_filter=["completed"],',
    ).replace("cancelled", "canceled")
    assert (tmp_path / "train.py").read_text(encoding="utf-8") == fixed
