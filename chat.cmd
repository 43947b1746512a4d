@echo off
rem Starts the programs of this project, and builds them first when they are missing.
rem The same words as ./chat. After changing a source file, build by hand: mvn -DskipTests package
setlocal
set "module="
if "%~1"=="demo"  set "module=classroom"
if "%~1"=="lab"   set "module=classroom"
if "%~1"=="check" set "module=classroom"
if "%~1"=="doctor" set "module=classroom"
if "%~1"=="relay" set "module=relay-server"
if "%~1"=="alice" set "module=alice-client"
if "%~1"=="bob"   set "module=bob-client"
if "%~1"=="help" goto usage
if "%~1"=="-h" goto usage
if "%~1"=="--help" goto usage
if not defined module goto wrong

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 goto nojava
rem The line reads: openjdk version "17.0.15" 2025-04-15. Java 8 calls itself 1.8.
for /f "tokens=2,3" %%u in ('call "%java%" -version 2^>^&1') do if "%%u"=="version" set "version=%%~v"
for /f "delims=." %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 goto oldjava
if "%~1"=="doctor" goto doctor

set "jar=%~dp0%module%\target\%module%.jar"
if exist "%jar%" if exist "%~dp0%module%\target\lib" goto start
where mvn >nul 2>&1
if errorlevel 1 goto nomaven
echo chat: building the programs. The first time Maven fetches the libraries, which can take a few minutes ... 1>&2
call mvn -q -B -f "%~dp0pom.xml" -Dmaven.test.skip=true package 1>&2
if errorlevel 1 goto failed

:start
rem All that was typed, as it was typed. One argument after the other would not do: outside quotation marks each would lose
rem an = (Base64 ends with it), and an empty one would look like the end. The first word goes where it only names a program.
set arguments=%*
if "%~1"=="relay" set arguments=%arguments:*relay=%
if "%~1"=="alice" set arguments=%arguments:*alice=%
if "%~1"=="bob"   set arguments=%arguments:*bob=%
"%java%" -jar "%jar%" %arguments%
exit /b %errorlevel%

:doctor
"%java%c" -version >nul 2>&1
if errorlevel 1 goto nocompiler
rem The dot: without it the folder would end in a backslash, and that would make the quote behind it a part of the name.
"%java%" "%~dp0classroom\src\main\java\encryptedchat\classroom\doctor\Doctor.java" "%~dp0." %2
exit /b %errorlevel%

:usage
echo Usage: chat demo  [--level LEVEL] [--pause] [--open] [MESSAGE ...]
echo        chat relay [--host 127.0.0.1] [--port 7070] [--data DIR] [--tls]
echo                   [--classic]
echo        chat bob   [--relay http://127.0.0.1:7070] [--home DIR] [--level LEVEL]
echo        chat alice [--relay http://127.0.0.1:7070] [--home DIR] [--level LEVEL]
echo        chat lab   [STEP ...]
echo        chat check LESSON --learner NAME [ANSWER ...]
echo        chat doctor
echo LEVEL is authenticated ^(the default^) or classic.
echo Add --help to any of them to see all of its options.
exit /b 0

:wrong
echo chat: unknown command. Use demo, relay, bob, alice, lab, check or doctor. See chat --help. 1>&2
exit /b 2

:nojava
echo chat: Java was not found. Install a JDK, version 17 or later ^(winget install EclipseAdoptium.Temurin.21.JDK^). If JAVA_HOME is set, it must be the folder of a JDK. 1>&2
exit /b 1

:oldjava
echo chat: This is Java %version%; version 17 or later is needed ^(winget install EclipseAdoptium.Temurin.21.JDK^). If JAVA_HOME is set, it must be the folder of such a JDK. 1>&2
exit /b 1

:nocompiler
echo chat: This Java has no compiler. Install a JDK, not only a JRE ^(winget install EclipseAdoptium.Temurin.21.JDK^). 1>&2
exit /b 1

:nomaven
echo chat: Maven was not found. It is needed to build the programs. Install Maven 3.8.7 or later. 1>&2
exit /b 1

:failed
echo chat: the build failed. The output of Maven is above. 1>&2
exit /b 1
