// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract OpenRevealTest is Fixture {
    uint256 private id;
    uint32 private round;
    uint256 private deadline;

    function setUp() public override {
        super.setUp();
        id = createTraining(1 ether);
        round = toCommitting(id);
        deadline = jobs.training(id).deadline;
    }

    function test_ShouldLetAPublisherOpenEarly(uint256 time) public {
        time = bound(time, vm.getBlockTimestamp(), deadline);
        vm.warp(time);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.RevealOpened(id, round, time + REVEAL_SECONDS);
        openReveal(id, round);

        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Revealing), "phase");
        vm.assertEq(jobs.training(id).deadline, time + REVEAL_SECONDS, "deadline");
    }

    function test_ShouldLetAnyoneOpenAfterTheDeadline(address caller, uint256 time) public {
        vm.warp(bound(time, deadline + 1, deadline + 365 days));
        vm.prank(caller);
        jobs.openReveal(id, round);

        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Revealing), "phase");
        vm.assertEq(jobs.training(id).deadline, vm.getBlockTimestamp() + REVEAL_SECONDS, "deadline");
    }

    function test_ShouldRefuseAnyoneElseUpToTheDeadline(address caller, uint256 time) public {
        vm.assume(caller != publisher);
        vm.warp(bound(time, vm.getBlockTimestamp(), deadline));
        expectOpenWindow(deadline);
        vm.prank(caller);
        jobs.openReveal(id, round);
    }

    function test_ShouldRefuseASecondTime() public {
        openReveal(id, round);
        expectWrongPhase(IJobRegistry.Phase.Revealing);
        openReveal(id, round);
    }

    function test_ShouldRefuseBeforeTheAssignment() public {
        uint256 other = createTraining(0);
        openRound(other);
        expectWrongPhase(IJobRegistry.Phase.Opened);
        openReveal(other, 1);
    }

    function test_ShouldRefuseAnyOtherRound(uint32 wrong) public {
        vm.assume(wrong != round);
        expectWrongRound(wrong, round);
        openReveal(id, wrong);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        openReveal(unknown, round);
    }
}
