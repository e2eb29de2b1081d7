@echo off
node "%~dp0hearth.mjs" %*
