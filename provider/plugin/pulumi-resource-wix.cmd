@echo off
node "%~dp0pulumi-resource-wix" %*
if not "%errorlevel%" == "9009" exit /b %errorlevel%
set "why=The wix plugin needs Node.js 22.19.0 or later, and there is no node on the PATH. Install Node.js from https://nodejs.org, and see to it that node is on the PATH of the process that starts pulumi."
<nul set /p "=%why%"
>&2 echo %why%
exit /b 1
